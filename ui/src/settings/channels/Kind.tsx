import { Radio, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { TextKind } from '~/client'

type Props = {
  way: 'sms' | 'telegram' | 'webhook'
  kind: TextKind
  onChange: (kind: TextKind) => void
}

/** A folder for trying out, or people. */
export function Kind({ way, kind, onChange }: Props) {
  const { t } = useTranslation('settings')
  return (
    <Radio.Group
      label={t('channels.kind')}
      value={kind}
      onChange={(value) => onChange(value as TextKind)}
    >
      <Stack gap="xs" pt={6}>
        <Radio value="folder" label={t('channel.folder')} description={t('channels.folderNote')} />
        <Radio
          value="live"
          label={t(`channels.${way}.live`)}
          description={t(`channels.${way}.liveNote`)}
        />
      </Stack>
    </Radio.Group>
  )
}
