import { Anchor, Select, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Block, Of } from '../blocks'
import { useSnippets } from '../queries'

type Props = { block: Of<'snippet'>; onChange: (block: Block) => void }

/** Which of the kept groups of blocks stands here. */
export function SnippetFields({ block, onChange }: Props) {
  const { t } = useTranslation('letters')
  const known = useSnippets().data ?? []
  const names = [...new Set(known.map(({ name }) => name))]
  return (
    <>
      {names.length === 0 ? (
        <Text size="sm">{t('snippet.none')}</Text>
      ) : (
        <Select
          label={t('snippet.which')}
          allowDeselect={false}
          data={names}
          value={block.name || null}
          onChange={(name) => name && onChange({ ...block, name })}
        />
      )}
      <Anchor component={Link} to="/act/letters" size="sm">
        {t('snippet.change')}
      </Anchor>
    </>
  )
}
