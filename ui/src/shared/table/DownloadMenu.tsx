import { Button, Menu, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { addressOf, FORMATS, type Options } from './address'

type Props = { table: string; options: Options; name?: string }

/** Hands a table over as a file, with the options it is shown by; the program writes it. */
export function DownloadMenu({ table, options, name }: Props) {
  const { t } = useTranslation('words')
  return (
    <Menu position="bottom-end" withinPortal width={260}>
      <Menu.Target>
        <Button variant="default" size="xs" className="no-print">
          {name ?? t('download.button')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {FORMATS.map((format) => (
          <Menu.Item key={format} component="a" href={addressOf(table, format, options)} download>
            {t(`download.${format}.name`)}
            <Text size="xs" c="dimmed">
              {t(`download.${format}.note`)}
            </Text>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
