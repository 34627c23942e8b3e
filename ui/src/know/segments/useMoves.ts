import { useTranslation } from 'react-i18next'
import { useFormat } from '~/shared/words/useFormat'
import type { Segment } from './queries'

/** Who came into a segment and left it, in words: “12 came, 1 left”. */
export function useMoves() {
  const { t } = useTranslation('segments')
  const format = useFormat()
  return {
    still: t('moves.none'),
    moved: ({ entered, left }: Segment['week']): string =>
      t('moves.both', {
        entered: t('moves.entered', { count: entered, n: format.number(entered) }),
        left: t('moves.left', { count: left, n: format.number(left) }),
      }),
  }
}
