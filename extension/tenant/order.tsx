import { useEffect, useRef, useState } from 'preact/hooks'
import { i18n } from '#i18n'
import type { Mapping, TenantDetail } from '#shared/contract.ts'
import { useWrite } from '../query.ts'
import { IconButton } from '../ui/button.tsx'
import * as icons from '../ui/icons.ts'

export type Direction = 'up' | 'down'
const step = { up: -1, down: 1 } as const

/** Puts an organisation of a tenant one place up or down. The button that was pressed keeps the focus. */
export function useOrder({ id: tenantId, mappings }: TenantDetail) {
  const write = useWrite('mappings.order', ['tenants.get', 'tenants.list', 'plans.get', 'rules.preview'])
  const pressed = useRef<{ mappingId: string; direction: Direction } | null>(null)
  const list = useRef<HTMLDivElement>(null)
  const [said, setSaid] = useState('')
  const ids = mappings.map(({ id }) => id)
  useEffect(() => {
    if (!pressed.current) return
    const { mappingId, direction } = pressed.current
    pressed.current = null
    list.current?.querySelector<HTMLElement>(`[data-order="${mappingId} ${direction}"] > *`)?.focus()
  }, [ids.join(' ')])

  function move({ id, organisationName }: Mapping, direction: Direction): void {
    const from = ids.indexOf(id)
    const others = ids.filter((other) => other !== id)
    const to = from + step[direction]
    pressed.current = { mappingId: id, direction }
    write.mutate(
      { tenantId, ids: others.toSpliced(to, 0, id) },
      { onSuccess: () => setSaid(i18n.t('tenant.now', { organisationName, to: to + 1, count: ids.length })) },
    )
  }
  return { list, said, move, isPending: write.isPending, error: write.error }
}

interface OrderButtonsProps {
  mapping: Mapping
  isFirst: boolean
  isLast: boolean
  busy: boolean
  onMove: (direction: Direction) => void
}
/** Of two organisations that would both take a person, the upper one gets them. */
export function OrderButtons({ mapping, isFirst, isLast, busy, onMove }: OrderButtonsProps) {
  const { id, organisationName } = mapping
  const wait = busy ? i18n.t('tenant.orderBeingChanged') : null
  return (
    <span class="order">
      <span data-order={`${id} up`}>
        <IconButton
          icon={icons.arrowUp}
          small
          label={i18n.t('tenant.moveUp', { organisationName })}
          off={isFirst ? i18n.t('tenant.itComesFirstAlready') : wait}
          onClick={() => onMove('up')}
        />
      </span>
      <span data-order={`${id} down`}>
        <IconButton
          icon={icons.arrowDown}
          small
          label={i18n.t('tenant.moveDown', { organisationName })}
          off={isLast ? i18n.t('tenant.itComesLastAlready') : wait}
          onClick={() => onMove('down')}
        />
      </span>
    </span>
  )
}
