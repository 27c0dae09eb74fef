#pragma once

#include <pango/pangocairo.h>

#include <memory>
#include <string>
#include <vector>

/// Text shaped by Pango: letters joined, directions ordered, lines broken. Private to the module.
namespace amparo::exchange::detail {

/// Gives GObjects back.
struct Unref {
    void operator()(gpointer object) const { g_object_unref(object); }
};
/// A shared hold on a GObject.
template <class Object>
std::shared_ptr<Object> hold(Object* object) {
    return std::shared_ptr<Object>(object, Unref{});
}

/// Sizes in points; grey from 0 (black) to 1.
struct TextStyle {
    double size = 9.5;
    bool is_bold = false;
    double grey = 0.1;
    enum class Place { start, centre, end } place = Place::start;
};

/// A line of shaped text: where its ink begins, relative to the corner of the text.
struct ShapedLine {
    double left = 0;
    double top = 0;
    double baseline = 0;
    double bottom = 0;
};

/// Text broken into lines of a given width.
struct ShapedText {
    std::shared_ptr<PangoLayout> layout;
    std::vector<ShapedLine> lines;
    double width = 0;  // of the ink
    double grey = 0;
    double height() const { return lines.empty() ? 0 : lines.back().bottom; }
};

/// Shapes text for one document. Not thread-safe; the fonts belong to the thread.
class Shaper {
  public:
    /// `language` chooses between forms of letters. Outage when there is no font at all.
    Shaper(const std::string& language, bool is_right_to_left);
    /// The text in lines of at most that width, a word cut only when it is longer than a line.
    ShapedText shape(const std::string& text, const TextStyle& style, double width) const;
    bool is_right_to_left() const { return is_right_to_left_; }

  private:
    std::shared_ptr<PangoContext> context_;
    bool is_right_to_left_;
};

}  // namespace amparo::exchange::detail
