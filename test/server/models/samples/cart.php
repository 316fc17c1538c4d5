<?php
declare(strict_types=1);

namespace App\Shop;

final class Cart implements \Countable
{
    /** @var array<string, int> */
    private array $items = [];

    public function add(string $sku, int $count = 1): static
    {
        $this->items[$sku] = ($this->items[$sku] ?? 0) + $count;
        return $this;
    }

    public function count(): int { return array_sum($this->items); }
}
?>
<p class="total"><?= htmlspecialchars("Summe: {$total} €") ?></p>
