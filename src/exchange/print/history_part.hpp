#pragma once

#include <vector>

#include "exchange/print/record_parts.hpp"
#include "exchange/print/sheet.hpp"
#include "records/service.hpp"

namespace amparo::exchange {

/// What became of the answers of the printed forms: when, by whom, from what to what. The history
/// is that of records::Service, for the same reader, with what is masked there.
Part history_part(const RecordView& view, const records::ListAnswer& history,
                  const std::vector<const forms::Form*>& forms);

}  // namespace amparo::exchange
