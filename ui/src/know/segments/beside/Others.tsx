import { Anchor, Table } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useFormat } from '~/shared/words/useFormat'
import type { Preview } from '../queries'
import { Part } from './Part'

/** In which saved segments they are already. */
export function Others({ others }: { others: Preview['overlap'] }) {
  const { t } = useTranslation('segments')
  const format = useFormat()
  if (others.length === 0) return null
  return (
    <Part title={t('overlap')}>
      <Table verticalSpacing={4} horizontalSpacing={0}>
        <Table.Tbody>
          {others.map((other) => (
            <Table.Tr key={other.name}>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>
                <Anchor
                  component={Link}
                  to="/know/segments/$name"
                  params={{ name: other.name } as never}
                >
                  {other.name}
                </Anchor>
              </Table.Td>
              <Table.Td ta="right">{format.number(other.count)}</Table.Td>
              <Table.Td ta="right" w={72}>
                {format.share(other.share)}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Part>
  )
}
