CREATE TABLE `job_runs` (
	`job` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`claimed_until` text,
	`open_run` text,
	`last_run` text
) STRICT, WITHOUT ROWID;
