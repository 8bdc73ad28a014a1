import { describe, expect, test } from "vitest";
import { secretBox } from "../../src/shared/secret_box";
import { faultOfSecretsKey } from "../../src/shared/secrets_key";

const key = (fill: string) => btoa(fill.repeat(32).slice(0, 32));
const [FIRST, SECOND, THIRD] = [key("first"), key("second"), key("third")];
const owner = { organization_id: "org_1", row_id: "whe_1" };

describe("a sealed secret", () => {
  test("is opened by its owner's name, whatever its text is", async () => {
    const box = secretBox(FIRST);
    for (const secret of ["whsec_abc", "", "ü€😀\u0000", "x".repeat(10_000)]) {
      expect(await box.open(await box.seal(secret, owner), owner)).toBe(secret);
    }
  });

  test("is another text each time, and has nothing of the secret", async () => {
    const box = secretBox(FIRST);
    const all = await Promise.all(Array.from({ length: 50 }, () => box.seal("whsec_visible", owner)));
    expect(new Set(all).size).toBe(50);
    for (const sealed of all) {
      expect(sealed).toMatch(/^[0-9a-f]{8}\.[A-Za-z0-9+/]+=*\.[A-Za-z0-9+/]+=*$/);
      expect(sealed).not.toContain("visible");
      expect(sealed).not.toContain(btoa("whsec_visible").slice(0, 8));
    }
  });

  test("can't be opened for another row or organization, nor after it was changed", async () => {
    const box = secretBox(FIRST);
    const sealed = await box.seal("secret", owner);
    for (const other of [
      { organization_id: "org_2", row_id: "whe_1" },
      { organization_id: "org_1", row_id: "whe_2" },
      { organization_id: "org_1 whe_1", row_id: "" },
    ]) {
      await expect(box.open(sealed, other)).rejects.toThrow();
    }
    const [name, iv = "", body = ""] = sealed.split(".");
    const flipped = (text: string) => (text.startsWith("A") ? "B" : "A") + text.slice(1);
    for (const changed of [`${name}.${flipped(iv)}.${body}`, `${name}.${iv}.${flipped(body)}`, `${name}.${iv}`, ""]) {
      await expect(box.open(changed, owner)).rejects.toThrow();
    }
  });

  test("is opened with an earlier key, sealed with the current one, and lost without its key", async () => {
    const sealed = await secretBox(FIRST).seal("secret", owner);
    const rotated = secretBox(SECOND, [THIRD, FIRST]);
    expect(await rotated.open(sealed, owner)).toBe("secret");
    const again = await rotated.seal("secret", owner);
    expect(again.startsWith(await rotated.current_mark())).toBe(true);
    expect(sealed.startsWith(await rotated.current_mark())).toBe(false);
    expect(await secretBox(SECOND).open(again, owner)).toBe("secret");
    await expect(secretBox(SECOND).open(sealed, owner)).rejects.toThrow(
      "A secret is sealed with a key that is neither SECRETS_KEY nor in SECRETS_KEYS_BEFORE",
    );
  });
});

test("a key is 32 bytes in base64; what is wrong with another one is said without the key", () => {
  expect(faultOfSecretsKey(FIRST)).toBeNull();
  expect(faultOfSecretsKey(` ${FIRST}\n`)).toBeNull();
  for (const wrong of ["", "short", btoa("x".repeat(31)), btoa("x".repeat(33)), "not base64!".repeat(4)]) {
    const fault = faultOfSecretsKey(wrong);
    expect(fault).toContain("32 random bytes");
    if (wrong) expect(fault).not.toContain(wrong);
  }
});
