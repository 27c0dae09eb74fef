#pragma once

#include <functional>
#include <string>
#include <vector>

#include "access/actor.hpp"
#include "access/field_mask.hpp"
#include "exchange/print/request.hpp"
#include "exchange/print/sheet.hpp"
#include "exchange/print/words.hpp"
#include "store/types.hpp"

namespace amparo::exchange {

/// A record before somebody, and what of it they wish to print.
struct RecordView {
    const access::Actor& actor;
    const store::StoredRecord& record;
    const json::Object& shown;  // as records::Service shows it to them
    const access::FieldMask& readable;
    const PrintRequest& request;
    const forms::Definitions& definitions;
    const Words& words;
    forms::EvaluationContext context;
    /// The bytes of an attachment of the record, by its number; "" when they may not be seen.
    std::function<std::string(std::int64_t)> open_picture;
    /// Puts a file of the record behind it, under that title; false when it cannot be printed. Only
    /// asked for when documents are wished.
    std::function<bool(std::int64_t, const std::string&)> enclose = {};
};

/// One form of the record in words: what is visible, permitted and, unless asked otherwise,
/// answered (forms.md §7, exchange.md §4).
Part record_part(const RecordView& view, const forms::Form& form);
/// A value to print that no form of its own holds, under the label of the field.
struct Answer {
    forms::Field field;
    json::Value value;
};
/// As record_part(), of such values.
Part answers_part(const RecordView& view, std::string title, const std::vector<Answer>& answers);
/// What the record is: its number, and the few facts by which a file is found.
std::vector<Pair> record_facts(const RecordView& view);

}  // namespace amparo::exchange
