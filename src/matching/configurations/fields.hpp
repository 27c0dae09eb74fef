#pragma once

#include <set>
#include <string>
#include <vector>

#include "forms/definitions.hpp"
#include "matching/model/configuration.hpp"

namespace amparo::matching {

/// Every field that the comparators of a configuration name.
std::set<std::string> fields_of(const Configuration& configuration);

/// Notes fields that no form has, unless they are among the known ones, and fields of another type
/// than their comparator can read.
void note_unfit_comparators(const Configuration& configuration,
                            const forms::Definitions& definitions,
                            const std::set<std::string>& known, std::vector<Problem>& problems);
/// The same, and modules that there are not.
void note_unfit_fields(const Configuration& configuration, const forms::Definitions& definitions,
                       const std::set<std::string>& known, std::vector<Problem>& problems);

}  // namespace amparo::matching
