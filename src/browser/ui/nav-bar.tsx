import { Icon, type IconName } from "./icon.tsx";

export interface NavItem {
  readonly href: string;
  readonly text: string;
  readonly icon: IconName;
  readonly isHere: boolean;
  /** Something waits there; 0: nothing. */
  readonly count?: number;
}

/** The sections: at the foot of a phone, at the head of a wide screen. */
export function NavBar({ label, items }: { readonly label: string; readonly items: readonly NavItem[] }) {
  return (
    <nav class="nav" aria-label={label}>
      {items.map((item) => (
        <a key={item.href} class="nav-item" href={item.href} aria-current={item.isHere ? "page" : undefined}>
          <Icon name={item.icon} />
          <span class="nav-word">{item.text}</span>
          {item.count ? <span class="nav-count">{item.count}</span> : null}
        </a>
      ))}
    </nav>
  );
}
