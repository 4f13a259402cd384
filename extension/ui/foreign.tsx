interface ForeignProps {
  /** Text from Microsoft or the PSA: any script, any direction, any length. */
  children: string
  class?: string
}

/** Foreign text: isolated from the sentence around it, cut when too long, whole in its title. */
export function Foreign({ children, class: extra = '' }: ForeignProps) {
  return (
    <bdi class={`foreign ${extra}`} title={children}>
      {children}
    </bdi>
  )
}
