/** Made-up persons and companies of the embedded world. Microsoft and Syncro are seeded from the same list. */
export interface SeedPerson {
  first: string
  last: string
  title: string | null
  department: string | null
  office: string | null
  /** Part numbers */
  licences: string[]
  phone?: string
  mobile?: string
  disabled?: boolean
  guest?: boolean
  synced?: boolean
  /** Privileged directory role */
  role?: string
  /** No mailbox: `mail` is null in Entra. */
  noMail?: boolean
  /** Address before the @ where it is not first.last */
  alias?: string
  /** Purpose of the mailbox where it is not a person's */
  mailbox?: 'shared' | 'room' | 'equipment'
  /** Display name where it is not "first last". */
  displayName?: string
}

export interface SeedTenant {
  /** Tenant id */
  id: string
  name: string
  /** Default domain */
  domain: string
  /** Syncro customer id of the organisation */
  organisationId: number
  people: SeedPerson[]
}

export const msp = {
  id: '7d1c2f8a-53e4-4c0e-9b1d-0a6c1e5f2b10',
  name: 'Lamplight IT',
  domain: 'lamplight.example',
  technicians: [
    {
      id: 'a0000000-0000-4000-8000-000000000001',
      name: 'Ruben Deskwright',
      upn: 'ruben@lamplight.example',
      roles: ['admin'],
    },
    {
      id: 'a0000000-0000-4000-8000-000000000002',
      name: 'Tilda Harrow',
      upn: 'tilda@lamplight.example',
      roles: ['technician'],
    },
    {
      id: 'a0000000-0000-4000-8000-000000000003',
      name: 'Wes Ockham',
      upn: 'wes@lamplight.example',
      roles: ['viewer'],
    },
    {
      id: 'a0000000-0000-4000-8000-000000000004',
      name: 'Nora Lowlight',
      upn: 'nora@lamplight.example',
      roles: [],
    },
  ],
} as const

/** Client ids of the app registrations of the MSP. */
export const apps = {
  api: 'b1000000-0000-4000-8000-000000000001',
  extension: 'b1000000-0000-4000-8000-000000000002',
  reader: { id: 'b1000000-0000-4000-8000-000000000003', secret: 'reader-secret-of-the-embedded-world' },
  operator: { id: 'b1000000-0000-4000-8000-000000000004', secret: 'operator-secret-of-the-embedded-world' },
  partner: { id: 'b1000000-0000-4000-8000-000000000005', secret: 'partner-secret-of-the-embedded-world' },
} as const

/** The MSP's service account for Partner Center; it is in the directory once the partner is switched on. */
export const partnerAccount = {
  id: 'a0000000-0000-4000-8000-000000000009',
  name: 'Lamplight partner service',
  upn: 'partner@lamplight.example',
} as const

export const syncroAccount = {
  subdomain: 'lamplight',
  apiKey: 'T0123456789abcdef-embedded-world-key',
} as const

export const itflowAccount = {
  host: 'itflow.lamplight.example',
  apiKey: 'F0123456789abcdef-embedded-itflow-key',
} as const

const p = (
  first: string,
  last: string,
  title: string | null,
  department: string | null,
  office: string | null,
  licences: string[],
  more: Partial<SeedPerson> = {},
): SeedPerson => ({ first, last, title, department, office, licences, ...more })

const premium = ['SPB']
const basic = ['O365_BUSINESS_ESSENTIALS']

export const tenants: SeedTenant[] = [
  {
    id: 'c0000000-0000-4000-8000-00000000c001',
    name: 'Contoso Dental',
    domain: 'contoso.example',
    organisationId: 101,
    people: [
      p('Mara', 'Ellingsworth', 'Practice manager', 'Management', 'Eastside clinic', ['SPB', 'VISIOCLIENT'], {
        phone: '+1 555 0100 142',
        mobile: '+1 555 0100 977',
      }),
      p('Sela', 'Brightmoor', 'Receptionist', 'Front office', 'Eastside clinic', [...basic, 'MCOEV'], {
        phone: '+1 555 0100 143',
      }),
      p('Wim', 'Castelaar', 'Operations lead', 'Management', 'Eastside clinic', premium, {
        role: 'Global Administrator',
        phone: '+1 555 0100 101',
      }),
      p('Tove', 'Lindqvale', 'Dentist', 'Dentistry', 'Eastside clinic', premium, {
        phone: '+1 555 0100 150',
      }),
      p('Ilse', 'Marrowby', 'Dental nurse', 'Dentistry', 'Harbour clinic', basic),
      p('Bram', 'Okkerdale', 'Hygienist', 'Dentistry', 'Harbour clinic', basic, {
        mobile: '+1 555 0100 901',
      }),
      p('Fern', 'Bracewell', 'Accounts clerk', 'Finance', 'Eastside clinic', [], { disabled: true }),
      p('Bo', 'Quarrie', 'Dental technician', 'Laboratory', 'Harbour clinic', basic),
      p(
        'Anneliese',
        'Thornbury-Whitcombe',
        'Orthodontist and clinical lead for paediatric dentistry',
        'Dentistry',
        'Harbour clinic',
        premium,
        { phone: '+1 555 0100 160' },
      ),
      p('Idris', 'Fennimore', 'Dentist', 'Dentistry', 'Eastside clinic', premium),
      p('Juno', 'Harkwell', 'Receptionist', 'Front office', 'Harbour clinic', basic),
      p('Pell', 'Oyelaran', 'Laboratory assistant', 'Laboratory', 'Harbour clinic', basic),
      p('Zoë', 'Ångström', 'Dental nurse', 'Dentistry', 'Eastside clinic', basic),
      p('Conor', "O'Dell", 'Buyer', 'Finance', 'Eastside clinic', basic),
      p('Rosalind', 'Vane', 'Bookkeeper', 'Finance', 'Eastside clinic', premium),
      p('X-ray', 'Room', null, null, 'Eastside clinic', [], {
        disabled: true,
        displayName: 'X-ray Room',
        mailbox: 'room',
      }),
      p('Scan', 'Service', null, null, null, [], { noMail: true, displayName: 'svc-scan' }),
      p('Otto', 'Brandis', 'Auditor', null, null, [], { guest: true }),
    ],
  },
  {
    id: 'c0000000-0000-4000-8000-00000000c002',
    name: 'Fabrikam Freight',
    domain: 'fabrikam.example',
    organisationId: 102,
    people: [
      p('Osric', 'Danverleigh', 'Dispatcher', 'Dispatch', 'Dock 4', premium, {
        disabled: true,
        synced: true,
      }),
      p('Nadia', 'Thornquist', 'Terminal manager', 'Management', 'Dock 1', premium, {
        synced: true,
        role: 'Exchange Administrator',
      }),
      p('Leif', 'Underbough', 'Driver coordinator', 'Dispatch', 'Dock 4', basic, { synced: true }),
      p('Petra', 'Quillfeather', 'Customs clerk', 'Customs', 'Dock 2', basic, { synced: true }),
      p('Hale', 'Sommerfeldt', 'Driver', 'Fleet', null, []),
      p('Mira', 'Adeyemi', 'Driver', 'Fleet', null, []),
      p('Front', 'Desk', null, null, 'Dock 1', [], {
        disabled: true,
        displayName: 'Front desk',
        alias: 'frontdesk',
        mailbox: 'shared',
      }),
    ],
  },
  {
    id: 'c0000000-0000-4000-8000-00000000c003',
    name: 'Northwind Traders',
    domain: 'northwind.example',
    organisationId: 103,
    people: [
      p('Ada', 'Merriweather', 'Buyer', 'Purchasing', 'Main', premium),
      p('Lukas', 'Greystone', 'Warehouse lead', 'Warehouse', 'Depot', basic),
      p('Ines', 'Calloway', 'Managing director', 'Management', 'Main', premium, {
        role: 'Global Administrator',
      }),
    ],
  },
]

/** Object id of the n-th person of a tenant: stable, so that tests can name persons. */
export function personId(tenant: SeedTenant, index: number): string {
  return `d${tenant.id.slice(-3)}0000-0000-4000-8000-${String(index + 1).padStart(12, '0')}`
}

export function mailOf(tenant: SeedTenant, person: SeedPerson): string {
  const plain = (name: string) =>
    name
      .normalize('NFD')
      .replace(/[^a-z-]/gi, '')
      .toLowerCase()
  return `${person.alias ?? `${plain(person.first)}.${plain(person.last)}`}@${tenant.domain}`
}
