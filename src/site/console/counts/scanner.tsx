import { useEffect, useRef, useState } from "preact/hooks";

type Detector = { detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]> };
type DetectorClass = new (options?: { formats: string[] }) => Detector;

const FORMATS = ["ean_13", "ean_8", "upc_a", "upc_e", "code_128", "code_39", "itf", "qr_code", "data_matrix"];
const EVERY_MS = 200;
/** A code that stays in the picture is one scan; it must have been away for so long to be another. */
const AWAY_MS = 1500;

const detectorOf = () => (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector;

/** True if this browser reads barcodes with its camera. */
export const canScan = () => detectorOf() !== undefined && "mediaDevices" in navigator;

/** The picture of the camera, in which barcodes are read. */
export function Scanner({ onCode }: { onCode(code: string): void }) {
  const video = useRef<HTMLVideoElement>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const report = useRef(onCode);
  report.current = onCode;
  useEffect(() => {
    const Detector = detectorOf();
    if (!Detector || !video.current) return;
    const picture = video.current;
    const detector = new Detector({ formats: FORMATS });
    const seen = new Map<string, number>();
    let timer = 0;
    let stream: MediaStream | null = null;
    let isOver = false;
    const look = async () => {
      const codes = await detector.detect(picture).catch(() => []);
      const now = Date.now();
      for (const { rawValue } of codes) {
        if (now - (seen.get(rawValue) ?? 0) > AWAY_MS) report.current(rawValue);
        seen.set(rawValue, now);
      }
      if (!isOver) timer = window.setTimeout(look, EVERY_MS);
    };
    const begin = async () => {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
      if (isOver) return stop(stream);
      picture.srcObject = stream;
      await picture.play();
      await look();
    };
    begin().catch(() => setFailure("The camera can't be used. Allow it for this page, or type the barcode."));
    return () => {
      isOver = true;
      clearTimeout(timer);
      if (stream) stop(stream);
    };
  }, []);
  if (failure) {
    return (
      <p class="notice warning" role="alert">
        {failure}
      </p>
    );
  }
  return <video class="camera" ref={video} muted playsInline aria-label="Camera, reading barcodes" />;
}

const stop = (stream: MediaStream) => {
  for (const track of stream.getTracks()) track.stop();
};
