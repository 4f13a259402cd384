-- Tables with a key of several columns are WITHOUT ROWID.
ALTER TABLE `tenant` ADD `granted` text;--> statement-breakpoint
ALTER TABLE `tenant` ADD `disconnected_at` integer;--> statement-breakpoint
ALTER TABLE `tenant` ADD `forget_run` text;--> statement-breakpoint
ALTER TABLE `tenant` ADD `last_requests` integer;--> statement-breakpoint
ALTER TABLE `tenant` ADD `last_units` integer;--> statement-breakpoint
ALTER TABLE `cursor` ADD `token` text;--> statement-breakpoint
ALTER TABLE `cursor` ADD `full_due_at` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `cursor` ADD `unread` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
CREATE TABLE `person_change` (
	`tenant_id` text NOT NULL,
	`id` text NOT NULL,
	`at` integer NOT NULL,
	`person_id` text NOT NULL,
	`display_name` text NOT NULL,
	`kind` text NOT NULL,
	`fields` text NOT NULL,
	PRIMARY KEY(`tenant_id`, `id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `access_limit` (
	`subject_kind` text NOT NULL,
	`subject_id` text NOT NULL,
	`subject_name` text NOT NULL,
	`tenant_ids` text NOT NULL,
	`changed_at` integer NOT NULL,
	`changed_by` text NOT NULL,
	`changed_by_name` text NOT NULL,
	PRIMARY KEY(`subject_kind`, `subject_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `access_change` (
	`id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`actor_id` text NOT NULL,
	`actor_name` text NOT NULL,
	`subject_kind` text NOT NULL,
	`subject_id` text NOT NULL,
	`subject_name` text NOT NULL,
	`tenant_ids` text,
	`request_id` text NOT NULL
);
--> statement-breakpoint
CREATE TRIGGER `access_change_no_update` BEFORE UPDATE ON `access_change` BEGIN SELECT RAISE(ABORT, 'access_change is append-only'); END;--> statement-breakpoint
CREATE TRIGGER `access_change_no_delete` BEFORE DELETE ON `access_change` BEGIN SELECT RAISE(ABORT, 'access_change is append-only'); END;--> statement-breakpoint
CREATE TABLE `directory_group` (
	`tenant_id` text NOT NULL,
	`id` text NOT NULL,
	`display_name` text NOT NULL,
	`data` text NOT NULL,
	`role_assignable` integer NOT NULL,
	`hash` text NOT NULL,
	PRIMARY KEY(`tenant_id`, `id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `directory_group_roles` ON `directory_group` (`tenant_id`) WHERE role_assignable = 1;--> statement-breakpoint
CREATE TABLE `group_member` (
	`tenant_id` text NOT NULL,
	`group_id` text NOT NULL,
	`member_id` text NOT NULL,
	`kind` text NOT NULL,
	PRIMARY KEY(`tenant_id`, `group_id`, `kind`, `member_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `group_read` (
	`tenant_id` text NOT NULL,
	`group_id` text NOT NULL,
	`hash` text NOT NULL,
	PRIMARY KEY(`tenant_id`, `group_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `subscription` (
	`tenant_id` text NOT NULL,
	`id` text NOT NULL,
	`sku_id` text NOT NULL,
	`status` text NOT NULL,
	`total` integer NOT NULL,
	`trial` integer NOT NULL,
	`renews_at` text,
	`hash` text NOT NULL,
	PRIMARY KEY(`tenant_id`, `id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `score_control` (
	`tenant_id` text NOT NULL,
	`id` text NOT NULL,
	`title` text NOT NULL,
	`service` text NOT NULL,
	`score` real NOT NULL,
	`max` real NOT NULL,
	`action_url` text,
	`hash` text NOT NULL,
	PRIMARY KEY(`tenant_id`, `id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `mailbox` (
	`tenant_id` text NOT NULL,
	`person_id` text NOT NULL,
	`kind` text NOT NULL,
	`read_at` integer NOT NULL,
	PRIMARY KEY(`tenant_id`, `person_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `capability` (
	`tenant_id` text NOT NULL,
	`name` text NOT NULL,
	`has` integer NOT NULL,
	`since` integer NOT NULL,
	PRIMARY KEY(`tenant_id`, `name`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `product` (
	`sku_id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `product_source` (
	`url` text PRIMARY KEY NOT NULL,
	`read_at` integer NOT NULL,
	`etag` text
);
