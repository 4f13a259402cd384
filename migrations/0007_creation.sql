CREATE TABLE `organisation_creation` (
	`tenant_id` text NOT NULL,
	`connection_id` text NOT NULL,
	`name` text NOT NULL,
	`began_at` integer NOT NULL,
	PRIMARY KEY(`tenant_id`, `connection_id`)
) WITHOUT ROWID;
