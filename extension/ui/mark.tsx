/** The product's mark: a person, and the amber light at their side. */
export function Mark({ size = 24 }: { size?: number }) {
  return (
    <svg class="mark" width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="8" fill="#0f6cbd" />
      <circle cx="13" cy="11.5" r="4.2" fill="#fff" />
      <path
        d="M5.5 24.2c0-4.3 3.3-6.7 7.5-6.7s7.5 2.4 7.5 6.7c0 .7-.5 1.3-1.3 1.3H6.8c-.8 0-1.3-.6-1.3-1.3Z"
        fill="#fff"
      />
      <rect x="23.2" y="6.8" width="3.6" height="18.7" rx="1.8" fill="#ffc83d" />
    </svg>
  )
}
