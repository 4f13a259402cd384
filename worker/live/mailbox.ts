import * as v from 'valibot'
import { parserOf } from '../sync/parse-item.ts'
import type { LiveReading } from './live.ts'

const Text = v.nullish(v.string())
/** https://learn.microsoft.com/graph/api/resources/datetimetimezone */
const Moment = v.nullish(v.object({ dateTime: v.string(), timeZone: v.string() }))
/** https://learn.microsoft.com/graph/api/resources/mailboxsettings */
const Settings = v.object({
  userPurpose: Text,
  timeZone: Text,
  language: v.nullish(v.object({ displayName: Text, locale: Text })),
  automaticRepliesSetting: v.nullish(
    v.object({ status: Text, scheduledStartDateTime: Moment, scheduledEndDateTime: Moment }),
  ),
})
const parse = parserOf(Settings, 'mailboxSettings')
const select = Object.keys(Settings.entries).join(',')

const states: Record<string, 'on' | 'scheduled'> = { alwaysEnabled: 'on', scheduled: 'scheduled' }

export const mailbox: LiveReading = {
  part: 'mailbox',
  title: 'Mailbox',
  permissions: ['MailboxSettings.Read'],
  async read(graph, { id }) {
    const settings = parse(await graph.get(`/users/${id}/mailboxSettings?$select=${select}`))
    const { automaticRepliesSetting: replies, userPurpose, timeZone, language } = settings
    const state: 'on' | 'scheduled' | 'off' = states[replies?.status ?? ''] ?? 'off'
    const isScheduled = state === 'scheduled'
    const automaticReplies = {
      state,
      from: isScheduled ? (replies?.scheduledStartDateTime ?? null) : null,
      until: isScheduled ? (replies?.scheduledEndDateTime ?? null) : null,
    }
    const data = {
      ...{ part: 'mailbox' as const, kind: userPurpose || null, automaticReplies },
      ...{ timeZone: timeZone || null, language: language?.displayName || language?.locale || null },
    }
    return { data, more: false }
  },
}
