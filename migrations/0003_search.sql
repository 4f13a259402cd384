-- What persons are found by: drizzle cannot model it, worker/store/search-rows.ts writes it.
CREATE VIRTUAL TABLE `person_search` USING fts5(
	`tenant_id` UNINDEXED, `person_id` UNINDEXED, `tenant_mark`, `name`, `addresses`, `phones`, `gone`,
	tokenize = 'trigram remove_diacritics 1'
);
--> statement-breakpoint
CREATE TABLE `ticket_choice` (
	`connection_id` text NOT NULL,
	`ticket_id` text NOT NULL,
	`tenant_id` text NOT NULL,
	`person_id` text NOT NULL,
	`chosen_at` integer NOT NULL,
	`chosen_by` text NOT NULL,
	`chosen_by_name` text NOT NULL,
	PRIMARY KEY(`connection_id`, `ticket_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `ticket_choice_at` ON `ticket_choice` (`chosen_at`);--> statement-breakpoint
CREATE INDEX `ticket_choice_tenant` ON `ticket_choice` (`tenant_id`);--> statement-breakpoint
ALTER TABLE `person` ADD `search_id` integer;--> statement-breakpoint
CREATE TRIGGER `person_search_delete` AFTER DELETE ON `person` BEGIN DELETE FROM `person_search` WHERE `rowid` = old.`search_id`; END;--> statement-breakpoint
-- Whoever is in the mirror already; a quarter at a time, because a statement may take 30 seconds.
UPDATE `person` SET `search_id` = abs(random() % 9007199254740991);--> statement-breakpoint
CREATE VIEW `person_search_fill` AS SELECT `search_id`, `tenant_id`, `id`,
	char(
		57344 + 256 * max(0, instr('0123456789abcdef', substr(`tenant_id`, -9, 1)) - 1)
			+ 16 * max(0, instr('0123456789abcdef', substr(`tenant_id`, -8, 1)) - 1)
			+ max(0, instr('0123456789abcdef', substr(`tenant_id`, -7, 1)) - 1),
		57344 + 256 * max(0, instr('0123456789abcdef', substr(`tenant_id`, -6, 1)) - 1)
			+ 16 * max(0, instr('0123456789abcdef', substr(`tenant_id`, -5, 1)) - 1)
			+ max(0, instr('0123456789abcdef', substr(`tenant_id`, -4, 1)) - 1),
		57344 + 256 * max(0, instr('0123456789abcdef', substr(`tenant_id`, -3, 1)) - 1)
			+ 16 * max(0, instr('0123456789abcdef', substr(`tenant_id`, -2, 1)) - 1)
			+ max(0, instr('0123456789abcdef', substr(`tenant_id`, -1, 1)) - 1)
	),
	' ' || `display_name`,
	char(10) || `user_principal_name` || char(10) || coalesce(`mail` || char(10), '') || coalesce(
		(SELECT group_concat(substr(`value`, 6), char(10)) || char(10)
			FROM json_each(`data`, '$.proxyAddresses') WHERE lower(substr(`value`, 1, 5)) = 'smtp:'), ''),
	replace(replace(replace(replace(replace(replace(replace(replace(replace(coalesce(`data`->>'mobilePhone', '') || char(10) || coalesce(`data`->>'businessPhone', ''), '(0)', ''), ' ', ''), char(160), ''), '-', ''), '(', ''), ')', ''), '.', ''), '/', ''), '+', ''),
	CASE WHEN `deleted_at` IS NULL THEN '' ELSE 'yes' END
FROM `person`;--> statement-breakpoint
INSERT INTO `person_search` (`rowid`, `tenant_id`, `person_id`, `tenant_mark`, `name`, `addresses`, `phones`, `gone`)
	SELECT * FROM `person_search_fill` WHERE `id` < '4';--> statement-breakpoint
INSERT INTO `person_search` (`rowid`, `tenant_id`, `person_id`, `tenant_mark`, `name`, `addresses`, `phones`, `gone`)
	SELECT * FROM `person_search_fill` WHERE `id` >= '4' AND `id` < '8';--> statement-breakpoint
INSERT INTO `person_search` (`rowid`, `tenant_id`, `person_id`, `tenant_mark`, `name`, `addresses`, `phones`, `gone`)
	SELECT * FROM `person_search_fill` WHERE `id` >= '8' AND `id` < 'c';--> statement-breakpoint
INSERT INTO `person_search` (`rowid`, `tenant_id`, `person_id`, `tenant_mark`, `name`, `addresses`, `phones`, `gone`)
	SELECT * FROM `person_search_fill` WHERE `id` >= 'c';--> statement-breakpoint
DROP VIEW `person_search_fill`;
