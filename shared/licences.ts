/**
 * Names of the products that people of small and medium companies hold, by skuId (part numbers are not unique).
 * Source: Microsoft's "Product names and service plan identifiers for licensing"; a test compares ids and part numbers.
 */
const products: Record<string, readonly [partNumber: string, name: string]> = {
  'cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46': ['SPB', 'Microsoft 365 Business Premium'],
  'f245ecc8-75af-4f8e-b61f-27d8114de5f3': ['O365_BUSINESS_PREMIUM', 'Microsoft 365 Business Standard'],
  '3b555118-da6a-4418-894f-7df1e2096870': ['O365_BUSINESS_ESSENTIALS', 'Microsoft 365 Business Basic'],
  'dab7782a-93b1-4074-8bb1-0e61318bea0b': ['SMB_BUSINESS_ESSENTIALS', 'Microsoft 365 Business Basic'],
  'cdd28e44-67e3-425e-be4c-737fab2899d3': ['O365_BUSINESS', 'Microsoft 365 Apps for business'],
  'b214fe43-f5a3-4703-beeb-fa97188220fc': ['SMB_BUSINESS', 'Microsoft 365 Apps for business'],
  'c2273bd0-dff7-4215-9ef5-2c7bcfb06425': ['OFFICESUBSCRIPTION', 'Microsoft 365 Apps for enterprise'],
  'a3f586b6-8cce-4d9b-99d6-55238397f77a': [
    'Office_365_w/o_Teams_Bundle_Business_Premium',
    'Microsoft 365 Business Premium EEA (no Teams)',
  ],
  'b1f3042b-a390-4b56-ab61-b88e7e767a97': [
    'Microsoft_365_Business_Basic_EEA_(no_Teams)',
    'Microsoft 365 Business Basic EEA (no Teams)',
  ],
  '05e9a617-0261-4cee-bb44-138d3ef5d965': ['SPE_E3', 'Microsoft 365 E3'],
  '06ebc4ee-1bb5-47dd-8120-11324bc54e06': ['SPE_E5', 'Microsoft 365 E5'],
  '44575883-256e-4a79-9da4-ebe9acabe2b2': ['M365_F1', 'Microsoft 365 F1'],
  '66b55226-6b4f-492c-910c-a3b7a3c9d993': ['SPE_F1', 'Microsoft 365 F3'],
  '18181a46-0d4e-45cd-891e-60aabd171b4e': ['STANDARDPACK', 'Office 365 E1'],
  '6fd2c87f-b296-42f0-b197-1e91e994b900': ['ENTERPRISEPACK', 'Office 365 E3'],
  'c7df2760-2c81-4ef7-b578-5b5392b571df': ['ENTERPRISEPREMIUM', 'Office 365 E5'],
  '4b585984-651b-448a-9e53-3b10f069cf7f': ['DESKLESSPACK', 'Office 365 F3'],
  '4b9405b0-7788-4568-add1-99614e613b69': ['EXCHANGESTANDARD', 'Exchange Online (Plan 1)'],
  '19ec0d23-8335-4cbd-94ac-6050e30712fa': ['EXCHANGEENTERPRISE', 'Exchange Online (Plan 2)'],
  '80b2d799-d2ba-4d2a-8842-fb0d0f3a4b82': ['EXCHANGEDESKLESS', 'Exchange Online Kiosk'],
  'ee02fd1b-340e-4a4b-b355-4a514e4c8943': ['EXCHANGEARCHIVE_ADDON', 'Exchange Online Archiving'],
  'efccb6f7-5641-4e0e-bd10-b4976e1bf68e': ['EMS', 'Enterprise Mobility + Security E3'],
  'b05e124f-c7cc-45a0-a6aa-8cf78c946968': ['EMSPREMIUM', 'Enterprise Mobility + Security E5'],
  '078d2b04-f1bd-4111-bbd4-b4b1b354cef4': ['AAD_PREMIUM', 'Microsoft Entra ID P1'],
  '84a661c4-e949-4bd2-a560-ed7766fcaf2b': ['AAD_PREMIUM_P2', 'Microsoft Entra ID P2'],
  '061f9ace-7d42-4136-88ac-31dc755f143f': ['INTUNE_A', 'Microsoft Intune'],
  '5e1e7702-a2b7-4360-8d07-2f515792896f': ['MDE_SMB', 'Microsoft Defender for Business'],
  '4ef96642-f096-40de-a3e9-d83fb2f90211': ['ATP_ENTERPRISE', 'Microsoft Defender for Office 365 (Plan 1)'],
  '3dd6cf57-d688-4eed-ba52-9e40b5468c3e': [
    'THREAT_INTELLIGENCE',
    'Microsoft Defender for Office 365 (Plan 2)',
  ],
  'c52ea49f-fe5d-4e95-93ba-1de91d380f89': ['RIGHTSMANAGEMENT', 'Azure Information Protection Plan 1'],
  'e43b5b99-8dfb-405f-9987-dc307f34bcbd': ['MCOEV', 'Microsoft Teams Phone Standard'],
  '0c266dff-15dd-4b49-8397-2bb16070ed52': ['MCOMEETADV', 'Microsoft 365 Audio Conferencing'],
  '440eaaa8-b3e0-484b-a8be-62870b9ba70a': [
    'PHONESYSTEM_VIRTUALUSER',
    'Microsoft Teams Phone Resource Account',
  ],
  '295a8eb0-f78d-45c7-8b5b-1eed5ed02dff': ['MCOCAP', 'Microsoft Teams Shared Devices'],
  '6af4b3d6-14bb-4a2a-960c-6c902aad34f3': ['Microsoft_Teams_Rooms_Basic', 'Microsoft Teams Rooms Basic'],
  '4cde982a-ede4-4409-9ae6-b003453c8ea6': ['Microsoft_Teams_Rooms_Pro', 'Microsoft Teams Rooms Pro'],
  '639dec6b-bb19-468b-871c-c5c441c4b0cb': ['Microsoft_365_Copilot', 'Microsoft 365 Copilot'],
  'f8a1db68-be16-40ed-86d5-cb42ce701560': ['POWER_BI_PRO', 'Power BI Pro'],
  '4b244418-9658-4451-a2b8-b5e2b364e9bd': ['VISIOONLINE_PLAN1', 'Visio Plan 1'],
  'c5928f49-12ba-48f7-ada3-0d743a3601d5': ['VISIOCLIENT', 'Visio Plan 2'],
  'beb6439c-caad-48d3-bf46-0c82871e12be': ['PROJECT_P1', 'Planner Plan 1'],
  '53818b1b-4a27-454b-8896-0dba576410e6': ['PROJECTPROFESSIONAL', 'Planner and Project Plan 3'],
  '1fc08a02-8b3d-43b9-831e-f76859e04e1a': ['SHAREPOINTSTANDARD', 'SharePoint Online (Plan 1)'],
  'a9732ec9-17d9-494c-a51c-d6b45b384dcb': ['SHAREPOINTENTERPRISE', 'SharePoint Online (Plan 2)'],
  'f30db892-07e9-47e9-837c-80727f46fd3d': ['FLOW_FREE', 'Microsoft Power Automate Free'],
  'a403ebcc-fae0-4ca2-8c8c-7a907fd6c235': ['POWER_BI_STANDARD', 'Microsoft Fabric (Free)'],
  'dcb1a3ae-b33f-4487-846a-a640262fadf4': ['POWERAPPS_VIRAL', 'Microsoft Power Apps Plan 2 Trial'],
  '5b631642-bd26-49fe-bd20-1daaa972ef80': ['POWERAPPS_DEV', 'Microsoft Power Apps for Developer'],
  '710779e8-3d4a-4c88-adb9-386c958d1fdf': ['TEAMS_EXPLORATORY', 'Microsoft Teams Exploratory'],
  '606b54a9-78d8-4298-ad8b-df6ef4481c80': ['CCIBOTS_PRIVPREV_VIRAL', 'Power Virtual Agents Viral Trial'],
  '8c4ce438-32a7-4ac5-91a6-e22ae08d9c8b': ['RIGHTSMANAGEMENT_ADHOC', 'Rights Management Adhoc'],
  '6470687e-a428-4b7a-bef2-8a291ad947c9': ['WINDOWS_STORE', 'Windows Store for Business'],
  '1f2f344a-700d-42c9-9427-5cea1d5d7ba6': ['STREAM', 'Microsoft Stream'],
}

/** Anyone may take these: Microsoft reports thousands of units, so there is nothing to run out of. */
const freePartNumbers = new Set([
  'FLOW_FREE',
  'POWER_BI_STANDARD',
  'POWERAPPS_VIRAL',
  'POWERAPPS_DEV',
  'TEAMS_EXPLORATORY',
  'CCIBOTS_PRIVPREV_VIRAL',
  'RIGHTSMANAGEMENT_ADHOC',
  'WINDOWS_STORE',
  'STREAM',
])

/** The product's name for people; unknown products keep their part number (Microsoft adds some every month). */
export function productName(skuId: string, partNumber: string): string {
  return products[skuId.toLowerCase()]?.[1] ?? (partNumber || skuId)
}

/** Free or viral: no seats to count. */
export function isFreeSku(skuId: string, partNumber: string): boolean {
  return freePartNumbers.has(products[skuId.toLowerCase()]?.[0] ?? partNumber)
}

/** Every product known by name. */
export function knownProducts(): { skuId: string; partNumber: string; name: string }[] {
  return Object.entries(products).map(([skuId, [partNumber, name]]) => ({ skuId, partNumber, name }))
}

/** What Microsoft says is wrong with a licence, in words: https://learn.microsoft.com/entra/identity/users/licensing-groups-resolve-problems */
const licenceErrors: Record<string, string> = {
  CountViolation: 'There are not enough licences of this product.',
  MutuallyExclusiveViolation: 'It holds a service that another licence of this person excludes.',
  DependencyViolation: 'It needs a service that this person does not have.',
  ProhibitedInUsageLocationViolation: 'It is not offered at this person’s usage location.',
  UniquenessViolation: 'An address of this person is used by somebody else already.',
}

/** null = nothing is wrong. `error` is Microsoft’s code; codes come and go, so an unknown one has words as well. */
export function licenceProblem(state: string, error: string | null): string | null {
  if (error === null) {
    if (state === 'Disabled') return 'It is switched off.'
    return state === 'Active' ? null : 'Microsoft could not give it and does not say why.'
  }
  const known = Object.hasOwn(licenceErrors, error) ? licenceErrors[error] : undefined
  return known ?? 'Microsoft could not give it and does not say why.'
}

/** Service plans that carry a mailbox: https://learn.microsoft.com/entra/identity/users/licensing-service-plan-reference */
const mailboxPlan = /^EXCHANGE_(?:S_(?:STANDARD|ENTERPRISE|DESKLESS|ESSENTIALS)|L_STANDARD|B_STANDARD)/

export function isMailboxPlan(servicePlanName: string | null | undefined): boolean {
  return mailboxPlan.test(servicePlanName ?? '')
}
