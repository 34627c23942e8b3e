import { Table, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Definition } from '~/shared/page/Definition'
import { useFormat } from '~/shared/words/useFormat'
import type { Preview } from '../queries'
import { Part } from './Part'

const SAID = ['reachable', 'without_consent', 'without_address'] as const

/** By which ways they may be written to, and why not all of them. */
export function Reach({ reach }: { reach: Preview['reach'] }) {
  const { t } = useTranslation('segments')
  const format = useFormat()
  return (
    <Part title={t('reach.title')} aside={<Definition text={t('reach.definition')} />}>
      <Table verticalSpacing={4} horizontalSpacing={0}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>
              <span className="sr-only">{t('reach.said')}</span>
            </Table.Th>
            {reach.map(({ channel }) => (
              <Table.Th key={channel} ta="right">
                {t(`channels.${channel}`)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {SAID.map((said) => (
            <Table.Tr key={said}>
              <Table.Th scope="row" fw={400}>
                <Text size="sm">{t(`reach.${said}`)}</Text>
              </Table.Th>
              {reach.map((way) => (
                <Table.Td key={way.channel} ta="right">
                  {format.number(way[said])}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Part>
  )
}
