const head =
  'Product_Display_Name,String_Id,GUID,Service_Plan_Name,Service_Plan_Id,Service_Plans_Included_Friendly_Names'

/** A few rows in the form of Microsoft's table: one a service plan, names with commas in quotes. */
const rows = [
  'Microsoft 365 Business Premium,SPB,cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46,AAD_PREMIUM,41781fb2-bc02-4b7c-bd55-b576c07bb09d,Microsoft Entra ID P1',
  'Microsoft 365 Business Premium,SPB,cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46,EXCHANGE_S_STANDARD,9aaf7827-d63c-4b61-89c3-182f06f82e5c,Exchange Online (Plan 1)',
  'Microsoft 365 Business Basic,O365_BUSINESS_ESSENTIALS,3b555118-da6a-4418-894f-7df1e2096870,EXCHANGE_S_STANDARD,9aaf7827-d63c-4b61-89c3-182f06f82e5c,Exchange Online (Plan 1)',
  'Visio Plan 2,VISIOCLIENT,c5928f49-12ba-48f7-ada3-0d743a3601d5,VISIO_CLIENT_SUBSCRIPTION,663a804f-1c30-4ff0-9915-9db84f0d1cea,Visio Desktop App',
  '"Dynamics 365 Field Service, Enterprise Edition",DYN365_FS,1e615a51-59db-4807-9957-aa83c3657351,D365_FIELD,55c9eb4e-c746-45b4-b255-9ab6b19d5c62,Dynamics 365 Field Service',
]

/** Where product names are published: download.microsoft.com. */
export interface ProductNames {
  fetch(request: Request): Response
  /** The whole file; null = the place does not answer. A test replaces it. */
  file: BodyInit | null
}

export function createProductNames(): ProductNames {
  const place: ProductNames = {
    file: `${[head, ...rows].join('\r\n')}\r\n`,
    fetch({ method, headers }) {
      if (method !== 'GET') return new Response(null, { status: 405 })
      if (place.file === null) return new Response('Service unavailable', { status: 503 })
      const etag = `"${typeof place.file === 'string' ? place.file.length : 'bytes'}"`
      if (headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers: { etag } })
      return new Response(place.file, { headers: { etag, 'content-type': 'text/csv' } })
    },
  }
  return place
}
