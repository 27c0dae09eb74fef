#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "access/directory.hpp"
#include "base/messages.hpp"
#include "forms/definitions.hpp"
#include "forms/options.hpp"

namespace amparo::exchange {

/// What words are taken from: configuration, people and texts of one moment.
struct WordSources {
    const forms::Definitions& definitions;
    const access::Directory& directory;
    const Messages& messages;
};

/// The words of one language for labels and values. Lives for one print.
class Words {
  public:
    /// The sources outlive the words.
    Words(const WordSources& sources, std::string locale);
    Words(const Words&) = delete;
    Words& operator=(const Words&) = delete;

    const std::string& locale() const { return context_.locale; }
    /// A text of the catalogue.
    std::string text(const char* key,
                     std::vector<std::pair<std::string, std::string>> arguments = {}) const;
    /// A text of the configuration, clean.
    std::string text(const forms::Translated& translated) const;
    /// The name of an agency; its id when there is none.
    std::string agency(std::string_view unique_id) const;
    /// The full name of a user, clean; the user name when there is none.
    std::string person(std::string_view user_name) const;
    /// A value in words, clean; "" for nothing.
    std::string value(const forms::Field& field, const json::Value& value) const;
    /// The same among the values of its record or entry, which say how exactly a date is known.
    std::string value(const forms::Field& field, const json::Value& value,
                      const json::Object& values) const;
    /// A choice among rows of the record as it is shown (forms::RowSource), clean.
    std::string rows(const forms::Field& field, const json::Value& value,
                     const json::Object& shown) const;
    /// The label of an option of the field.
    std::string option(const forms::Field& field, std::string_view id) const;
    /// A stored day or moment; other texts come back as they are.
    std::string date(std::string_view stored) const;
    /// The line that stands for an entry of a subform, each value isolated; may be "".
    std::string entry(const forms::Form& subform, const json::Object& entry) const;

  private:
    std::string comma() const;
    std::string choice(const forms::Field& field, const json::Value& value) const;
    std::string tally(const forms::Field& field, const json::Value& value) const;
    std::string span(const json::Value& value) const;
    std::string plain(const json::Value& value) const;

    const WordSources sources_;
    forms::DisplayContext context_;
    std::string zone_;
};

}  // namespace amparo::exchange
