import { env } from 'cloudflare:workers'

export interface Schema {
  $ref?: string
  allOf?: Schema[]
  properties?: Record<string, Schema>
  items?: Schema
}
interface Content {
  content?: { 'application/json'?: { schema?: Schema } }
}
export interface Operation {
  parameters?: { name: string; in: string }[]
  requestBody?: Content
  responses: Record<string, Content>
}
export interface OpenApi {
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, Schema> }
}
export interface PermissionMap {
  permissions: Record<
    string,
    { pathSets: { methods: string[]; schemeKeys: string[]; paths: Record<string, string> }[] }
  >
}

async function read<File>(name: string): Promise<File | null> {
  const response = await env.REFERENCE.fetch(`https://reference.example/${name}`)
  return response.ok ? ((await response.json()) as File) : null
}

/** Microsoft's own description of Graph and its permission map; null where they are not at hand. */
export async function readReference(): Promise<{ openApi: OpenApi; permissionMap: PermissionMap } | null> {
  const openApi = await read<OpenApi>('graph-openapi-v1.0-subset.json')
  const permissionMap = await read<PermissionMap>('graph-permissions.json')
  return openApi && permissionMap && { openApi, permissionMap }
}
