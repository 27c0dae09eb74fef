import './StructuredText.css';

interface StructuredTextProps {
  /** Plain text; lines that begin with `# ` are headings, with `- ` items of a list. */
  text: string;
}

type Block =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'paragraph'; readonly text: string };

/** A text that somebody typed, with the headings and lists they meant. */
export function StructuredText({ text }: StructuredTextProps) {
  return (
    <div className="structured-text">
      {blocksOf(text).map((block, index) => (
        <BlockView key={index} block={block} />
      ))}
    </div>
  );
}

function BlockView({ block }: { block: Block }) {
  switch (block.kind) {
    case 'heading':
      return <h2 dir="auto">{block.text}</h2>;
    case 'list':
      return (
        <ul dir="auto">
          {block.items.map((item, index) => (
            <li key={index}>{item}</li>
          ))}
        </ul>
      );
    case 'paragraph':
      return <p dir="auto">{block.text}</p>;
  }
}

/** Lines of one kind belong together; an empty line ends a paragraph. */
function blocksOf(text: string): readonly Block[] {
  const blocks: Block[] = [];
  let isApart = true;
  for (const line of text.split('\n').map((raw) => raw.trim())) {
    if (line.length > 0) add(blocks, line, isApart);
    isApart = line.length === 0;
  }
  return blocks;
}

function add(blocks: Block[], line: string, isApart: boolean): void {
  const last = isApart ? undefined : blocks.at(-1);
  if (line.startsWith('# ')) {
    blocks.push({ kind: 'heading', text: line.slice(2) });
  } else if (line.startsWith('- ')) {
    const items = last?.kind === 'list' ? last.items : [];
    if (last?.kind === 'list') blocks.pop();
    blocks.push({ kind: 'list', items: [...items, line.slice(2)] });
  } else if (last?.kind === 'paragraph') {
    blocks[blocks.length - 1] = { kind: 'paragraph', text: `${last.text}\n${line}` };
  } else {
    blocks.push({ kind: 'paragraph', text: line });
  }
}
