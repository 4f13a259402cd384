import { pick } from '../field.ts'
import { defineAction } from './define.ts'
import {
  changeLicences,
  hasLocation,
  licencePermissions,
  takesLicences,
  usageLocation,
} from './licence-change.ts'

/** https://learn.microsoft.com/graph/api/user-assignlicense */
export default defineAction({
  id: 'assign-licence',
  title: 'Assign a licence',
  icon: 'licenceAdd',
  role: 'technician',
  permissions: ['LicenseAssignment.ReadWrite.All', 'User.ReadWrite.All', 'User.Read.All'],
  requires: licencePermissions,
  area: 'licences',
  centre: 'microsoft365',
  fields: { licence: pick('Licence', { from: 'assignableLicences' }), location: usageLocation },
  danger: 'reversible',
  protectsPrivileged: false,
  refusesSelf: true,

  applies: takesLicences,
  check: (person, { location }) => hasLocation(person, location),
  confirm({ displayName }, { licence, location }) {
    return `Assign ${licence?.name} to ${displayName}${location ? `, with ${location.name} as usage location` : ''}?`
  },
  button: 'Assign licence',
  undoneBy: 'remove-licence',
  audit: ({ userPrincipalName }, { licence }) => `Assigned ${licence?.name} to ${userPrincipalName}`,
  changes: ['person', 'licences'],
  unknownNext: 'Look at the licences of the person in a few minutes, before you try once more.',

  async run({ graph, person, values: { licence, location } }) {
    const add = licence ? [licence.id] : []
    await changeLicences(graph, person, { add, remove: [], location: location?.id ?? null })
    return undefined
  },
})
