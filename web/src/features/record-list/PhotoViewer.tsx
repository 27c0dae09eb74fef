import { Dialog } from '../../shared/ui/Dialog';

interface PhotoViewerProps {
  title: string;
  address: string;
  onClose: () => void;
}

/** A photo, as large as a screen needs it. */
export default function PhotoViewer({ title, address, onClose }: PhotoViewerProps) {
  return (
    <Dialog isOpen shape="wide" title={title} onClose={onClose}>
      <img className="photo-view" src={`${address}?size=medium`} alt={title} decoding="async" />
    </Dialog>
  );
}
