/** Who sits at the window, among the people: everybody else has an id that was drawn. */
export const HOST_ID = 'host';
