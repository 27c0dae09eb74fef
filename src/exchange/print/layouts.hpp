#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "exchange/print/record_parts.hpp"
#include "exchange/print/request.hpp"
#include "exchange/print/sheet.hpp"

/// The templates of the house: a case plan, a referral, the summary of a closure, a consent.
namespace amparo::exchange {

struct Occasion;

/// What a template consists of besides the answers.
struct LayoutFacts {
    Layout layout;
    const char* title;        // with the number of the record
    const char* blank_title;  // without
    std::span<const std::string_view> forms;
    std::span<const std::string_view> child;  // fields of the case that say whom it is about
    std::span<const char* const> statements;  // what whoever signs is to read
    std::span<const Signer> signers;
};
/// Null for Layout::forms.
const LayoutFacts* layout_facts(Layout layout);

/// Whether the request wants the form: by its name, or by the template.
bool is_wished(const PrintRequest& request, std::string_view form_id);

/// What stands before the forms: the words of the house, the child, and the referral when there
/// is one to tell of (null otherwise; then there are lines to fill in).
std::vector<Part> layout_parts(const RecordView& view, const LayoutFacts& facts,
                               const json::Object* referral);
/// The template to be filled in by hand, with the questions of these forms.
Chapter blank_layout(const Occasion& occasion, const LayoutFacts& facts,
                     const std::vector<const forms::Form*>& forms);

}  // namespace amparo::exchange
