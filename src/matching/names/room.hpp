#pragma once

#include <vector>

namespace amparo::matching {

/// Room for a quarter more: doubling would waste half of it.
template <class Value>
void make_room(std::vector<Value>& values) {
    if (values.size() == values.capacity()) values.reserve(values.size() + values.size() / 4 + 4);
}

}  // namespace amparo::matching
