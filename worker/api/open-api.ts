import { toJsonSchema } from '@valibot/to-json-schema'
import type * as v from 'valibot'
import { access } from '#shared/access.ts'
import { contract, ErrorBody, PublicConfig } from '#shared/contract.ts'
import { version } from '../../package.json'

/** The OpenAPI 3.1 description of the API, made from the contract. */
export function openApi(origin: string) {
  const endpoints = Object.entries(contract).map(([name, schemas]) => [
    `/v1/${name}`,
    { post: operation(name, schemas) },
  ])
  return {
    openapi: '3.1.0',
    info: { title: 'Sidelight', version, license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url: origin }],
    security: [{ technician: [] }],
    paths: {
      '/v1/config': {
        get: {
          operationId: 'config',
          security: [],
          responses: { 200: json('What a client needs to sign in', PublicConfig) },
        },
      },
      ...Object.fromEntries(endpoints),
    },
    components: {
      securitySchemes: {
        technician: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: 'Access token of the MSP’s own Entra tenant',
        },
      },
      responses: { refusal: json('Refused; `code` says why', ErrorBody) },
    },
  }
}

function operation(name: string, { input, output }: { input: v.GenericSchema; output: v.GenericSchema }) {
  return {
    operationId: name,
    tags: [name.split('.')[0]],
    description: `Needs the role ${access[name as keyof typeof access]} or a higher one.`,
    requestBody: { required: true, content: { 'application/json': { schema: jsonSchema(input) } } },
    responses: { 200: json('Done', output), default: { $ref: '#/components/responses/refusal' } },
  }
}

function json(description: string, schema: v.GenericSchema) {
  return { description, content: { 'application/json': { schema: jsonSchema(schema) } } }
}

/** As a client sends or receives it; checks that JSON Schema cannot express (trim, lower case) are left out. */
function jsonSchema(schema: v.GenericSchema) {
  const options = { typeMode: 'input', errorMode: 'ignore', target: 'draft-2020-12' } as const
  const { $schema: _, ...described } = toJsonSchema(schema, options)
  return described
}
