import { createChance, seedOf } from '../chance.ts'

const dayMs = 86_400_000

interface Control {
  id: string
  category: 'Identity' | 'Apps' | 'Data' | 'Device'
  title: string
  service: string
  most: number
  /** Microsoft keeps profiles of controls that count no more. */
  isDeprecated: boolean
  cost: 'Low' | 'Moderate' | 'High'
  impact: 'Low' | 'Moderate' | 'High'
}

const efforts = ['Low', 'Moderate', 'High'] as const
const services = ['AzureAD', 'EXO', 'SPO', 'MDATP', 'MIP', 'Teams'] as const
const categories = ['Identity', 'Apps', 'Data', 'Device'] as const
const subjects = [
  'MFA registration',
  'legacy authentication',
  'mailbox auditing',
  'link scanning',
  'disk encryption',
  'guest access',
] as const

/** Made-up controls in Microsoft's form. */
export const controls: Control[] = Array.from({ length: 36 }, (_, index) => {
  const subject = subjects[index % subjects.length] ?? ''
  const service = services[(index * 5) % services.length] ?? 'AzureAD'
  return {
    id: `${service}_${subject.replace(/\W/g, '')}${index}`,
    category: categories[index % categories.length] ?? 'Identity',
    title: `Harden ${subject}, step ${Math.floor(index / subjects.length) + 1}`,
    service,
    most: 5 + (index % 4) * 2.5,
    isDeprecated: false,
    cost: efforts[index % 3] ?? 'Low',
    impact: efforts[(index * 2) % 3] ?? 'Low',
  }
})

/** The Secure Score of one day: an object of Graph, every control with its description in HTML. */
export function scoreOfDay(tenantId: string, day: number, seats: { users: number; licensed: number }) {
  const date = new Date(day * dayMs).toISOString().slice(0, 10)
  const controlScores = controls.map((control) => controlScore(tenantId, control, day))
  const sum = controlScores.reduce((total, { score }) => total + score, 0)
  return {
    id: `${tenantId}_${date}`,
    azureTenantId: tenantId,
    activeUserCount: seats.users,
    createdDateTime: `${date}T00:00:00Z`,
    currentScore: Math.round(sum * 100) / 100,
    enabledServices: ['HasExchange', 'HasSharePoint', 'HasAADP1'],
    licensedUserCount: seats.licensed,
    maxScore: greatestScore(day),
    vendorInformation: {
      provider: 'SecureScore',
      providerVersion: null,
      subProvider: null,
      vendor: 'Microsoft',
    },
    averageComparativeScores: [
      {
        basis: 'AllTenants',
        averageScore: 41.27,
        identityScore: 18.4,
        appsScore: 12.5,
        dataScore: 5.37,
        deviceScore: 5,
      },
      {
        basis: 'TotalSeats',
        averageScore: 46.02,
        seatSizeRangeLowerValue: '0',
        seatSizeRangeUpperValue: '100',
      },
    ],
    controlScores,
  }
}

/** Microsoft adds controls and takes them away: what can be reached changes every few weeks. */
function greatestScore(day: number): number {
  const all = controls.reduce((total, { most }) => total + most, 0)
  const steps = [0, 3.5, 9, 4.25]
  return all + (steps[Math.floor(day / 23) % steps.length] ?? 0)
}

function controlScore(tenantId: string, { id, category, most }: Control, day: number) {
  const chance = createChance(seedOf(`${tenantId}${id}`))
  // Reached on a day of the last months, for good; some never.
  const reachedOn = Math.floor(chance() * 640) + 20_500
  const share = day >= reachedOn ? 1 : chance() * 0.6 + 0.02 * Math.abs(Math.sin(day))
  const score = Math.round(most * share * 100) / 100
  return {
    controlCategory: category,
    controlName: id,
    description: `<p>Attackers look for this first. <b>${id}</b> reduces what they find; see the <a href="https://learn.microsoft.com/">guidance</a> and plan the change with your users before you switch it on for everyone.</p>`,
    score,
    scoreInPercentage: Math.round((score / most) * 10_000) / 100,
    implementationStatus: `<p>${share === 1 ? 'In place for everyone.' : 'In place for some of your users.'}</p>`,
    on: String(share === 1),
    lastSynced: `${new Date(day * dayMs).toISOString().slice(0, 19)}Z`,
  }
}
