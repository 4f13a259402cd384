import { pick } from '../field.ts'
import { defineAction } from './define.ts'
import {
  changeLicences,
  hasLocation,
  licencePermissions,
  takesLicences,
  usageLocation,
} from './licence-change.ts'

/** One request takes one and gives the other: https://learn.microsoft.com/graph/api/user-assignlicense */
export default defineAction({
  id: 'swap-licence',
  title: 'Swap a licence',
  icon: 'licenceSwap',
  role: 'technician',
  permissions: ['LicenseAssignment.ReadWrite.All', 'User.ReadWrite.All', 'User.Read.All'],
  requires: licencePermissions,
  area: 'licences',
  centre: 'microsoft365',
  fields: {
    old: pick('Instead of', { from: 'removableLicences' }),
    licence: pick('New licence', { from: 'assignableLicences' }),
    location: usageLocation,
  },
  danger: 'reversible',
  protectsPrivileged: false,
  refusesSelf: true,

  applies(person) {
    const takes = takesLicences(person)
    return takes === true ? person.skuIds.length > 0 || 'This person has no licence to swap.' : takes
  },
  check(person, { old, licence, location }) {
    if (old?.id === licence?.id) return 'Choose two different licences.'
    return hasLocation(person, location)
  },
  confirm: ({ displayName }, { old, licence }) =>
    `Give ${displayName} ${licence?.name} instead of ${old?.name}, in one step?`,
  button: 'Swap licence',
  audit: ({ userPrincipalName }, { old, licence }) =>
    `Gave ${userPrincipalName} ${licence?.name} instead of ${old?.name}`,
  changes: ['person', 'licences'],
  unknownNext: 'Look at the licences of the person in a few minutes, before you try once more.',

  async run({ graph, person, values: { old, licence, location } }) {
    await changeLicences(graph, person, {
      add: licence ? [licence.id] : [],
      remove: old ? [old.id] : [],
      location: location?.id ?? null,
    })
    return undefined
  },
})
