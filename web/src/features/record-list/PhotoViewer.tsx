import { Dialog } from '../../shared/ui/Dialog';
import { FieldModeText } from '../../shared/ui/FailureText';
import { useLine } from '../../shared/ui/useOnline';
import { Line } from '../../shared/wire/connection';

interface PhotoViewerProps {
  title: string;
  address: string;
  onClose: () => void;
}

/** A photo, as large as a screen needs it. */
export default function PhotoViewer({ title, address, onClose }: PhotoViewerProps) {
  const isField = useLine() === Line.field;
  return (
    <Dialog isOpen shape="wide" title={title} onClose={onClose}>
      {isField ? (
        <FieldModeText />
      ) : (
        <img className="photo-view" src={`${address}?size=medium`} alt={title} decoding="async" />
      )}
    </Dialog>
  );
}
