CREATE TABLE `partner` (
	`id` text PRIMARY KEY NOT NULL,
	`sealed` text NOT NULL,
	`account` text NOT NULL,
	`account_id` text NOT NULL,
	`connected_at` integer NOT NULL,
	`connected_by` text NOT NULL,
	`refreshed_at` integer NOT NULL,
	`checked_at` integer NOT NULL,
	`failures` integer DEFAULT 0 NOT NULL,
	`problem_code` text,
	`problem_detail` text,
	`problem_since` integer,
	`read_run` text,
	`read_started_at` integer,
	`read_at` integer,
	`read_problem_code` text,
	`read_problem_detail` text,
	`read_problem_since` integer
);
--> statement-breakpoint
CREATE TABLE `partner_attempt` (
	`id` text PRIMARY KEY NOT NULL,
	`state_hash` text NOT NULL,
	`nonce_hash` text NOT NULL,
	`sealed` text NOT NULL,
	`created_by` text NOT NULL,
	`created_by_name` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	`outcome` text NOT NULL,
	`problem_code` text,
	`problem_detail` text,
	`problem_since` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `partner_attempt_state` ON `partner_attempt` (`state_hash`);--> statement-breakpoint
CREATE INDEX `partner_attempt_at` ON `partner_attempt` (`created_at`);--> statement-breakpoint
CREATE TABLE `partner_customer` (
	`tenant_id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`domain` text,
	`contract_run` text,
	`standing` text NOT NULL,
	`ends_at` integer,
	`ready` integer NOT NULL,
	`roles` text NOT NULL,
	`onboarded_at` integer
);
--> statement-breakpoint
CREATE TABLE `partner_job` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`kind` text NOT NULL,
	`apps` text NOT NULL,
	`state` text NOT NULL,
	`created_by` text NOT NULL,
	`created_by_name` text NOT NULL,
	`created_at` integer NOT NULL,
	`finished_at` integer,
	`attempts` integer DEFAULT 0 NOT NULL,
	`next_at` integer NOT NULL,
	`problem_code` text,
	`problem_detail` text,
	`problem_since` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `partner_job_running` ON `partner_job` (`tenant_id`) WHERE state = 'running';--> statement-breakpoint
CREATE INDEX `partner_job_at` ON `partner_job` (`created_at`);--> statement-breakpoint
CREATE TABLE `partner_relationship` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`name` text NOT NULL,
	`customer_name` text NOT NULL,
	`status` text NOT NULL,
	`ends_at` integer,
	`auto_extends` integer NOT NULL,
	`roles` text NOT NULL,
	`assignments` text NOT NULL,
	`seen_run` text NOT NULL,
	`assigned_run` text
);
--> statement-breakpoint
CREATE INDEX `partner_relationship_tenant` ON `partner_relationship` (`tenant_id`);--> statement-breakpoint
CREATE TABLE `partner_step` (
	`job_id` text NOT NULL,
	`position` integer NOT NULL,
	`step_id` text NOT NULL,
	`state` text NOT NULL,
	`text` text,
	`changed_at` integer NOT NULL,
	PRIMARY KEY(`job_id`, `position`)
) WITHOUT ROWID;
