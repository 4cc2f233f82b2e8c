export { Missing as default } from "../../app/Missing";
