import * as v from 'valibot'

const Recipients = v.nullish(
  v.array(v.object({ emailAddress: v.nullish(v.object({ address: v.nullish(v.string()) })) })),
)
const Flag = v.nullish(v.boolean())

/** https://learn.microsoft.com/graph/api/resources/messagerule */
export const InboxRule = v.object({
  id: v.pipe(v.string(), v.minLength(1)),
  displayName: v.nullish(v.string()),
  isEnabled: Flag,
  isReadOnly: Flag,
  hasError: Flag,
  actions: v.nullish(
    v.object({
      forwardTo: Recipients,
      forwardAsAttachmentTo: Recipients,
      redirectTo: Recipients,
      delete: Flag,
      permanentDelete: Flag,
      moveToFolder: v.nullish(v.string()),
      markAsRead: Flag,
    }),
  ),
})
export type InboxRule = v.InferOutput<typeof InboxRule>

/** What a rule does, in words; addresses are foreign text. */
export function ruleWords({ actions, isEnabled, hasError }: InboxRule): string {
  const { forwardTo, forwardAsAttachmentTo, redirectTo, permanentDelete, moveToFolder, markAsRead } =
    actions ?? {}
  const words = [
    to('forwards to', forwardTo),
    to('forwards as an attachment to', forwardAsAttachmentTo),
    to('redirects to', redirectTo),
    permanentDelete ? 'deletes for good' : actions?.delete ? 'deletes' : null,
    moveToFolder ? 'moves to another folder' : null,
    markAsRead ? 'marks as read' : null,
  ].filter(Boolean)
  const state = isEnabled === false ? 'off' : hasError ? 'on, with an error' : 'on'
  return `${words.join(', ') || 'does something else'} (${state})`
}

function to(verb: string, recipients: v.InferOutput<typeof Recipients>): string | null {
  const addresses = (recipients ?? []).flatMap(({ emailAddress }) => emailAddress?.address ?? [])
  return addresses.length > 0 ? `${verb} ${addresses.join(' and ')}` : null
}
