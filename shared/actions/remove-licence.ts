import { pick } from '../field.ts'
import { defineAction } from './define.ts'
import { changeLicences, takesLicences } from './licence-change.ts'

/** https://learn.microsoft.com/graph/api/user-assignlicense: what a group gives cannot be taken from the person. */
export default defineAction({
  id: 'remove-licence',
  title: 'Remove a licence',
  icon: 'licenceRemove',
  role: 'technician',
  permissions: ['LicenseAssignment.ReadWrite.All', 'User.Read.All'],
  requires: () => ['LicenseAssignment.ReadWrite.All'],
  area: 'licences',
  centre: 'microsoft365',
  fields: {
    licence: pick('Licence', {
      from: 'removableLicences',
      help: 'Without the licence that carries it, the mailbox is deleted after 30 days.',
    }),
  },
  danger: 'hardToUndo',
  protectsPrivileged: false,
  refusesSelf: true,

  applies(person) {
    const takes = takesLicences(person)
    if (takes !== true) return takes
    return person.skuIds.length > 0 || person.licences.length > 0 || 'This person has no licence.'
  },
  confirm: ({ displayName }, { licence }) => `Remove ${licence?.name} from ${displayName}?`,
  button: 'Remove licence',
  undoneBy: 'assign-licence',
  audit: ({ userPrincipalName }, { licence }) => `Removed ${licence?.name} from ${userPrincipalName}`,
  changes: ['person', 'licences'],
  unknownNext: 'Look at the licences of the person in a few minutes, before you try once more.',

  async run({ graph, person, values: { licence } }) {
    await changeLicences(graph, person, { add: [], remove: licence ? [licence.id] : [], location: null })
    return undefined
  },
})
