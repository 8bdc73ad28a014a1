CREATE TABLE `model_usage` (
	`day` text PRIMARY KEY NOT NULL,
	`questions` integer NOT NULL,
	`input_tokens` integer NOT NULL,
	`output_tokens` integer NOT NULL
) STRICT, WITHOUT ROWID;
