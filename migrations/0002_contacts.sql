CREATE TABLE `alert` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`subject` text NOT NULL,
	`tenant_id` text,
	`mapping_id` text,
	`text` text NOT NULL,
	`next` text,
	`since` integer NOT NULL,
	`ended_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `alert_open` ON `alert` (`kind`,`subject`) WHERE ended_at IS NULL;--> statement-breakpoint
CREATE INDEX `alert_tenant` ON `alert` (`tenant_id`);--> statement-breakpoint
CREATE TABLE `contact` (
	`mapping_id` text NOT NULL,
	`contact_id` text NOT NULL,
	`tenant_id` text NOT NULL,
	`email_key` text,
	`data` text NOT NULL,
	PRIMARY KEY(`mapping_id`, `contact_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `contact_email` ON `contact` (`mapping_id`,`email_key`);--> statement-breakpoint
CREATE TABLE `decision` (
	`tenant_id` text NOT NULL,
	`person_id` text NOT NULL,
	`connection_id` text NOT NULL,
	`choice` text NOT NULL,
	`contact_id` text,
	`decided_at` integer NOT NULL,
	`decided_by` text NOT NULL,
	`decided_by_name` text NOT NULL,
	PRIMARY KEY(`tenant_id`, `person_id`, `connection_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `delivery` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text,
	`body` text NOT NULL,
	`created_at` integer NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`next_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `organisation` (
	`connection_id` text NOT NULL,
	`organisation_id` text NOT NULL,
	`name` text NOT NULL,
	`known_tenant_id` text,
	`domains` text NOT NULL,
	PRIMARY KEY(`connection_id`, `organisation_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `pace` (
	`connection_id` text PRIMARY KEY NOT NULL,
	`slots` text NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `survey` (
	`connection_id` text PRIMARY KEY NOT NULL,
	`run` text NOT NULL,
	`state` text NOT NULL,
	`started_at` integer NOT NULL,
	`finished_at` integer,
	`problem_code` text,
	`problem_detail` text,
	`problem_since` integer
);
--> statement-breakpoint
CREATE TABLE `webhook` (
	`id` text PRIMARY KEY NOT NULL,
	`url` text NOT NULL,
	`sealed` text NOT NULL,
	`set_at` integer NOT NULL,
	`set_by` text NOT NULL,
	`last_delivered_at` integer,
	`problem_code` text,
	`problem_detail` text,
	`problem_since` integer
);
--> statement-breakpoint
ALTER TABLE `change` ADD `sent_at` integer;--> statement-breakpoint
ALTER TABLE `change` ADD `candidates` text;--> statement-breakpoint
CREATE INDEX `change_person` ON `change` (`mapping_id`,`person_id`) WHERE state IN ('proposed', 'approved', 'sending', 'failed');--> statement-breakpoint
CREATE INDEX `change_done` ON `change` (`tenant_id`,`done_at`) WHERE done_at IS NOT NULL;--> statement-breakpoint
CREATE INDEX `change_review` ON `change` (`mapping_id`,`plan_id`) WHERE kind = 'review' AND state = 'proposed';--> statement-breakpoint
ALTER TABLE `connection` ADD `tried` text;--> statement-breakpoint
ALTER TABLE `connection` ADD `disconnected_at` integer;--> statement-breakpoint
ALTER TABLE `link` ADD `inactive_at` integer;--> statement-breakpoint
ALTER TABLE `mapping` ADD `sync` text DEFAULT 'on' NOT NULL;--> statement-breakpoint
ALTER TABLE `mapping` ADD `approval` text DEFAULT 'auto' NOT NULL;--> statement-breakpoint
ALTER TABLE `mapping` ADD `fields` text;--> statement-breakpoint
ALTER TABLE `mapping` ADD `leave_out` text;--> statement-breakpoint
ALTER TABLE `mapping` ADD `breaker_share` integer DEFAULT 20 NOT NULL;--> statement-breakpoint
ALTER TABLE `mapping` ADD `made_by` text DEFAULT 'hand' NOT NULL;--> statement-breakpoint
ALTER TABLE `mapping` ADD `mirror_seen` integer;--> statement-breakpoint
ALTER TABLE `mapping` ADD `contacts_at` integer;--> statement-breakpoint
ALTER TABLE `mapping` ADD `contacts_due_at` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `mapping` ADD `stage` text;--> statement-breakpoint
ALTER TABLE `mapping` ADD `failures` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `mapping` ADD `retry_at` integer;--> statement-breakpoint
ALTER TABLE `plan` ADD `approved_by_name` text;--> statement-breakpoint
ALTER TABLE `plan` ADD `version` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `plan` ADD `waits_for` text;--> statement-breakpoint
ALTER TABLE `plan` ADD `undoes` text;--> statement-breakpoint
CREATE INDEX `plan_waiting` ON `plan` (`mapping_id`) WHERE state = 'waiting';--> statement-breakpoint
ALTER TABLE `tenant` ADD `mirror_version` integer DEFAULT 0 NOT NULL;