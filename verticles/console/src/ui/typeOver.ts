import { EditorView } from "@codemirror/view";

/**
 * What is typed over a selection is put there by the editor itself. A browser carries the colours of what it replaces
 * over to what is typed, by a style attribute that the content security policy forbids, with a complaint.
 */
export const typeOver = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const { data, inputType, cancelable, isComposing } = event;
    const { state } = view;
    if (inputType !== "insertText" || !data || !cancelable || isComposing || state.readOnly) {
      return false;
    }
    if (state.selection.ranges.every((range) => range.empty)) {
      return false;
    }
    view.dispatch(state.replaceSelection(data), { userEvent: "input.type", scrollIntoView: true });
    return true;
  },
});
