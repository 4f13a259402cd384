CREATE TABLE `action_note` (
	`action_id` text PRIMARY KEY NOT NULL,
	`actor_id` text NOT NULL,
	`key` text NOT NULL,
	`tenant_id` text NOT NULL,
	`host` text NOT NULL,
	`ticket_id` text NOT NULL,
	`subject` text NOT NULL,
	`body` text NOT NULL,
	`created_at` integer NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`next_at` integer NOT NULL,
	`may_stand` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE INDEX `action_note_due` ON `action_note` (`next_at`);--> statement-breakpoint
CREATE TABLE `action_step` (
	`action_id` text NOT NULL,
	`position` integer NOT NULL,
	`tenant_id` text NOT NULL,
	`step_id` text NOT NULL,
	`title` text NOT NULL,
	`state` text NOT NULL,
	`text` text,
	`report` text,
	`changed_at` integer NOT NULL,
	PRIMARY KEY(`action_id`, `position`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `action_step_report` ON `action_step` (`changed_at`) WHERE report IS NOT NULL;--> statement-breakpoint
CREATE TABLE `handover` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`action_id` text NOT NULL,
	`tenant_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`viewed_at` integer
);
--> statement-breakpoint
CREATE INDEX `handover_action` ON `handover` (`action_id`);--> statement-breakpoint
CREATE INDEX `handover_end` ON `handover` (`expires_at`);--> statement-breakpoint
CREATE TABLE `handover_secret` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`sealed` text NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `handover_secret_end` ON `handover_secret` (`expires_at`);--> statement-breakpoint
CREATE TABLE `person_lease` (
	`tenant_id` text NOT NULL,
	`person_id` text NOT NULL,
	`action_id` text NOT NULL,
	`held_by` text NOT NULL,
	`until` integer NOT NULL,
	PRIMARY KEY(`tenant_id`, `person_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `policy_change` (
	`id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`actor_id` text NOT NULL,
	`actor_name` text NOT NULL,
	`policy` text NOT NULL,
	`request_id` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `ticket_seen` (
	`connection_id` text NOT NULL,
	`ticket_id` text NOT NULL,
	`organisation_id` text,
	`seen_at` integer NOT NULL,
	PRIMARY KEY(`connection_id`, `ticket_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `ticket_seen_at` ON `ticket_seen` (`seen_at`);--> statement-breakpoint
ALTER TABLE `action_key` ADD `credential` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `action_key` ADD `destructive` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `action_key` ADD `form` text;--> statement-breakpoint
ALTER TABLE `action_key` ADD `resumes` text;--> statement-breakpoint
CREATE INDEX `action_key_actor` ON `action_key` (`actor_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `action_key_action` ON `action_key` (`action_id`);--> statement-breakpoint
CREATE INDEX `action_key_resumes` ON `action_key` (`resumes`) WHERE resumes IS NOT NULL;--> statement-breakpoint
ALTER TABLE `audit` ADD `verified_how` text;--> statement-breakpoint
ALTER TABLE `audit` ADD `verified_detail` text;--> statement-breakpoint
ALTER TABLE `audit` ADD `reason` text;--> statement-breakpoint
CREATE INDEX `audit_actor` ON `audit` (`actor_id`,`id`);--> statement-breakpoint
CREATE INDEX `audit_ticket` ON `audit` (`ticket_host`,`ticket_id`,`id`) WHERE ticket_id IS NOT NULL;--> statement-breakpoint
CREATE TRIGGER `policy_change_no_update` BEFORE UPDATE ON `policy_change` BEGIN SELECT RAISE(ABORT, 'policy_change is append-only'); END;--> statement-breakpoint
CREATE TRIGGER `policy_change_no_delete` BEFORE DELETE ON `policy_change` BEGIN SELECT RAISE(ABORT, 'policy_change is append-only'); END;
