CREATE TABLE `hidden_tenant` (
	`tenant_id` text NOT NULL,
	`person_id` text NOT NULL,
	`hidden_at` integer NOT NULL,
	PRIMARY KEY(`tenant_id`, `person_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `licence_day` (
	`tenant_id` text NOT NULL,
	`sku_id` text NOT NULL,
	`day` text NOT NULL,
	`assigned` integer NOT NULL,
	`usable` integer NOT NULL,
	PRIMARY KEY(`tenant_id`, `sku_id`, `day`)
) WITHOUT ROWID;
--> statement-breakpoint
ALTER TABLE `score` ADD `all_tenants` real;--> statement-breakpoint
ALTER TABLE `score` ADD `similar_size` real;--> statement-breakpoint
-- What is known already is where each history begins.
INSERT INTO `licence_day` (`tenant_id`, `sku_id`, `day`, `assigned`, `usable`)
	SELECT `licence_count`.`tenant_id`, `sku_id`, date(`last_sync_at` / 1000, 'unixepoch'), `consumed`, `enabled` + `warning`
	FROM `licence_count` JOIN `tenant` ON `tenant`.`id` = `licence_count`.`tenant_id`
	WHERE `last_sync_at` IS NOT NULL AND `applies_to` <> 'Company';
