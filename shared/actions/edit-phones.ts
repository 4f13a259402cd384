import { change } from '../field.ts'
import { personFieldLabels as labels } from '../person.ts'
import { defineAction, isMasteredHere } from './define.ts'
import { changesIn, changeWords, hasChanges, sendProfile } from './profile-change.ts'

const fields = {
  businessPhone: change(labels.businessPhone, (person) => person.businessPhone, { maxLength: 64 }),
  mobilePhone: change(labels.mobilePhone, (person) => person.mobilePhone, { maxLength: 64 }),
}

/** Phones have a permission of their own: https://learn.microsoft.com/graph/api/user-update */
export default defineAction({
  id: 'edit-phones',
  title: 'Edit phone numbers',
  icon: 'phoneEdit',
  role: 'technician',
  permissions: ['User-Phone.ReadWrite.All', 'User.Read.All'],
  requires: () => ['User-Phone.ReadWrite.All'],
  area: 'profile',
  fields,
  danger: 'reversible',
  protectsPrivileged: true,
  refusesSelf: false,

  applies: isMasteredHere,
  check: (person, values) => hasChanges(changesIn(fields, person, values)),
  confirm: (person, values) =>
    `Change the phone numbers of ${person.displayName}: ${changeWords(changesIn(fields, person, values))}?`,
  button: 'Change numbers',
  audit: (person, values) =>
    `Changed the phone numbers of ${person.userPrincipalName}: ${changeWords(changesIn(fields, person, values))}`,
  unknownNext: 'Look at the numbers of the person, then change them once more: doing it twice does no harm.',

  async run({ graph, person, values }) {
    const { businessPhone, ...rest } = changesIn(fields, person, values)
    const body: Parameters<typeof sendProfile>[2] = rest
    // Graph keeps a list of at most one.
    if (businessPhone !== undefined) body.businessPhones = businessPhone ? [businessPhone] : []
    await sendProfile(graph, person.id, body)
    return undefined
  },
})
