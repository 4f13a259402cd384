import { Tag } from '../ui/tag.tsx'
import type { StateTag } from './account.ts'

export function Tags({ of }: { of: StateTag[] }) {
  return of.map(({ icon, tone, word }) => (
    <Tag key={word} icon={icon} tone={tone}>
      {word}
    </Tag>
  ))
}
