import type { ActionDefinition } from '#shared/actions/define.ts'
import { said } from './ui/said.ts'

type Action = Pick<ActionDefinition, 'id' | 'title' | 'button'>

/** The words of a declared action, in the language of the browser. */
export const titleSaid = ({ id, title }: Action) => said(`action.${id}.title`, title)
export const buttonSaid = ({ id, button }: Action) => said(`action.${id}.button`, button)
