/** Groups of the embedded customers. Members are last names of persons, or names of other groups of the tenant. */
export interface SeedGroup {
  id: string
  name: string
  members: string[]
  /** Part numbers that direct members get */
  licences?: string[]
  /** Who has the group's product through the group alone, by last name */
  throughGroupAlone?: string[]
  /** Privileged directory role of a role-assignable group */
  role?: string
  /** A Microsoft 365 group with an address */
  isTeam?: boolean
}

const id = (number: number) => `e0000000-0000-4000-8000-${String(number).padStart(12, '0')}`

/** By domain. In Contoso three groups stand in a circle: Clinical staff → Dentists → Weekend rota → Clinical staff. */
export const groups: Record<string, SeedGroup[]> = {
  'contoso.example': [
    { id: id(101), name: 'Clinical staff', members: ['Dentists', 'Hygienists', 'Marrowby'] },
    {
      id: id(102),
      name: 'Dentists',
      members: ['Lindqvale', 'Fennimore', 'Thornbury-Whitcombe', 'Weekend rota'],
    },
    { id: id(103), name: 'Hygienists', members: ['Okkerdale'] },
    { id: id(104), name: 'Weekend rota', members: ['Clinical staff', 'Ångström'] },
    {
      id: id(105),
      name: 'LIC-Premium',
      members: ['Lindqvale', 'Fennimore'],
      licences: ['SPB'],
      throughGroupAlone: ['Lindqvale'],
    },
    {
      id: id(106),
      name: 'Front office',
      members: ['Brightmoor', 'Harkwell', 'Ellingsworth'],
      isTeam: true,
    },
  ],
  'fabrikam.example': [
    { id: id(201), name: 'Drivers', members: ['Sommerfeldt', 'Adeyemi'] },
    { id: id(202), name: 'West terminal', members: ['Drivers', 'Danverleigh', 'Underbough'] },
  ],
  'northwind.example': [
    {
      // Both seats are taken: the third member waits.
      id: id(301),
      name: 'LIC-Premium',
      members: ['Merriweather', 'Greystone'],
      licences: ['SPB'],
      throughGroupAlone: ['Merriweather'],
    },
    { id: id(302), name: 'Tenant admins', members: ['Calloway'], role: 'User Administrator' },
  ],
}
