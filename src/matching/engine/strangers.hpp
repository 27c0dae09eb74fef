#pragma once

#include <cstddef>

#include "matching/model/configuration.hpp"
#include "matching/names/dictionary.hpp"

namespace amparo::matching {

/// How many strangers so many records count as, when somebody looks for one who looks alike. Where
/// people share few names fewer of them do, where one people lives with its few names more: the
/// records count as many times as the root (or so) of how much more often than where the weights
/// were fitted two persons have a name in common. As many as there are when a model does not ask.
std::size_t strangers_among(const Model& model, std::size_t records, const Dictionary& names);

}  // namespace amparo::matching
