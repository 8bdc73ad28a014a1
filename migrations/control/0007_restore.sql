ALTER TABLE `organizations` ADD `restore` text;
