import { createContext } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { type Cloud, cloudOf } from '#shared/admin-links.ts'
import { backendConfig } from '../settings.ts'

/** Whose admin centres links lead to; null until known. */
export const CloudContext = createContext<Cloud | null>(null)

export function useCloud(): Cloud | null {
  const [cloud, setCloud] = useState<Cloud | null>(null)
  useEffect(() => {
    backendConfig.getValue().then((config) => setCloud(config ? cloudOf(config) : 'public'))
    return backendConfig.watch((config) => setCloud(config ? cloudOf(config) : 'public'))
  }, [])
  return cloud
}
