package ledger

import "hash/maphash"

// ids finds the entry that an id belongs to, in some eleven bytes an entry: a
// slot is a 32-bit hash of the id, then the seq. Two ids may share a hash, so
// the caller looks at the entry itself before it believes a match.
type ids struct {
	slots []uint64 // at most three quarters taken
	taken int
}

func newIDs(room int64) ids { return ids{slots: make([]uint64, room/3*4+64)} }

// hashID hashes an id with a seed of the ledger in memory, so that nobody can
// choose ids that all fall in one slot.
func hashID(seed maphash.Seed, id string) uint32 { return uint32(maphash.String(seed, id)) }

// slot is where the search for a hash begins: as far along as the hash is among all hashes.
func (t *ids) slot(hash uint32) int { return int(uint64(hash) * uint64(len(t.slots)) >> 32) }

func (t *ids) after(i int) int {
	if i++; i == len(t.slots) {
		return 0
	}
	return i
}

// find calls same with each seq whose id has the hash, until same is true or
// fails, and returns that seq, else 0.
func (t *ids) find(hash uint32, same func(seq int64) (bool, error)) (int64, error) {
	for i := t.slot(hash); t.slots[i] != 0; i = t.after(i) {
		if uint32(t.slots[i]>>32) != hash {
			continue
		}
		seq := int64(uint32(t.slots[i]))
		if ok, err := same(seq); ok || err != nil {
			return seq, err
		}
	}
	return 0, nil
}

func (t *ids) insert(hash uint32, seq int64) {
	if t.taken >= len(t.slots)/4*3 {
		t.grow(2 * len(t.slots))
	}
	t.put(uint64(hash)<<32 | uint64(seq))
	t.taken++
}

// reserve makes room for more ids.
func (t *ids) reserve(more int) {
	if need := t.taken + more; need > len(t.slots)/4*3 {
		t.grow(need/3*4 + 64)
	}
}

func (t *ids) grow(room int) {
	old := t.slots
	t.slots = make([]uint64, room)
	for _, s := range old {
		if s != 0 {
			t.put(s)
		}
	}
}

func (t *ids) put(s uint64) {
	i := t.slot(uint32(s >> 32))
	for t.slots[i] != 0 {
		i = t.after(i)
	}
	t.slots[i] = s
}
