import * as v from 'valibot'
import { parserOf } from '../sync/parse-item.ts'
import { cut, type LiveReading, mostShown } from './live.ts'

const Text = v.nullish(v.string())
/** https://learn.microsoft.com/graph/api/resources/intune-devices-manageddevice */
const Device = v.object({
  id: v.string(),
  deviceName: Text,
  operatingSystem: Text,
  osVersion: Text,
  manufacturer: Text,
  model: Text,
  serialNumber: Text,
  managedDeviceOwnerType: Text,
  complianceState: Text,
  isEncrypted: v.nullish(v.boolean()),
  lastSyncDateTime: Text,
})
type Device = v.InferOutput<typeof Device>
const parse = parserOf(Device, 'managedDevice')
const select = Object.keys(Device.entries).join(',')

/** Those that Intune manages: https://learn.microsoft.com/graph/api/intune-devices-manageddevice-list */
export const devices: LiveReading = {
  part: 'devices',
  title: 'Devices',
  permissions: ['DeviceManagementManagedDevices.Read.All'],
  licence: 'Microsoft Intune',
  async read(graph, { id }) {
    const page = await graph.page(`/users/${id}/managedDevices?$select=${select}&$top=${mostShown}`)
    const { items, more } = cut(page.items.map(parse), page.nextLink)
    return { data: { part: 'devices', devices: items.map(viewOf) }, more }
  },
}

function viewOf(device: Device) {
  return {
    ...{ id: device.id, name: device.deviceName ?? '', encrypted: device.isEncrypted ?? null },
    system: device.operatingSystem || null,
    version: device.osVersion || null,
    model: [device.manufacturer, device.model].filter(Boolean).join(' ') || null,
    serialNumber: device.serialNumber || null,
    owner: device.managedDeviceOwnerType ?? 'unknown',
    compliance: device.complianceState ?? 'unknown',
    lastSyncAt: device.lastSyncDateTime ?? null,
  }
}
